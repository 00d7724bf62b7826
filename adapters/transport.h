// Platforms that carry several transports under one account (SMS, WhatsApp) write "whatsapp:+1415…". A
// channel of ours has one transport of its own; addresses there stand without it, all others with theirs.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/adapter.h"
#include "adapters/templates.h"

namespace askwell::adapters {

inline constexpr std::string_view kSms = "sms";
inline constexpr std::string_view kWhatsapp = "whatsapp";

struct Reach {
    std::string transport;
    std::string number;
};

/// "whatsapp:+1415" is whatsapp and +1415; without a colon it is `own`.
Reach reach_of(std::string_view address, std::string_view own);

/// The address of `reach` in a channel whose transport is `own`.
std::string address_of(const Reach& reach, std::string_view own);

/// An address that another system gives, "whatsapp:+1415…" or a number, in our form; nullopt when it is
/// neither.
std::optional<std::string> normal_reach(std::string_view given, std::string_view own);

/// What holds for one transport of such an account: WhatsApp lets us write for a day after the contact's last
/// message, and later by one of `templates`; SMS always.
Traits transport_traits(std::string_view transport, const Templates& templates);

}  // namespace askwell::adapters
