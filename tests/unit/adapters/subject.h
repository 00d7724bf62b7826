// How to build and break one platform's webhook: what the table of promises (webhook_test.cpp) and the
// mutants (mutation_test.cpp) are run over. A new platform adds one function to the subjects_*.cpp of its
// family and names it in all_subjects().
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/unit/adapters/kit.h"

namespace askwell::adapters::testkit {

struct Subject {
    std::string name;
    AdapterPtr adapter;
    Hook good;                                         ///< a message "5", as the platform sends it
    std::function<void(Hook&)> forge;                  ///< makes the proof wrong
    std::function<void(Hook&)> remove_proof;           ///< takes the proof away
    std::function<void(Hook&)> malform;                ///< proof right, content not this platform's
    std::function<void(Hook&)> unknown_kind;           ///< proof right, content of a kind we do not use
    std::function<void(Hook&, std::string)> set_body;  ///< a body with the right proof
    std::vector<std::string> methods = {"POST"};       ///< what the webhook answers to

    std::function<void(Hook&)> age;        ///< a right proof, made too long ago; null: the scheme has no time
    std::function<void(Hook&)> handshake;  ///< the platform's check of the URL; null: it has none
    std::string handshake_answer;          ///< the body it expects

    // What the proof covers: every flipped bit there must be noticed. What it does not cover is named by
    // leaving it out.
    bool covers_body = false;
    bool covers_target = false;                 ///< path and query
    std::vector<std::string> proof_headers;     ///< names of headers whose values are proof or proven
    std::vector<std::string> proof_parameters;  ///< names of query parameters that are
    bool proof_segment = false;                 ///< the last segment of the path is proof
    /// True for a changed webhook whose proof says the same (hex digits in upper case, a space as "+"): null:
    /// none.
    std::function<bool(const Hook&)> same_proof;
};

Subject twilio_subject();
Subject telegram_subject();
Subject kannel_subject();
Subject whatsapp_subject();
Subject messenger_subject();
Subject line_subject();
Subject slack_subject();
Subject wechat_subject();
Subject wechat_safe_subject();
Subject wecom_subject();
Subject feishu_subject();
Subject dingtalk_subject();
Subject aliyun_sms_subject();
Subject http_subject();
Subject tencent_sms_subject();
Subject vonage_messages_subject();
Subject vonage_sms_subject();

/// Every platform with a webhook.
std::vector<Subject (*)()> all_subjects();

std::string replaced(std::string text, const std::string& from, const std::string& to);

}  // namespace askwell::adapters::testkit
