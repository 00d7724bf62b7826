// The Kannel that other tests lean on: texts go both ways unharmed, and a webhook that failed comes again.
#include "tests/support/kannel.h"

#include <condition_variable>
#include <mutex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/http_exchange.h"
#include "tests/support/platform_double.h"

namespace askwell::test {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

const std::string kPhone = "+8613800000001";

/// A service that notes what Kannel asks of it, and fails the first `failures` times.
class Service {
  public:
    explicit Service(int failures)
        : failures_{failures},
          server_{{[this](const HttpQuestion& question) { return answer(question); }, nullptr}} {}
    std::string url() const { return server_.base_url() + "/webhooks/sms"; }

    std::vector<FormFields> wait_for(std::size_t count) {
        std::unique_lock lock{mutex_};
        changed_.wait_for(lock, std::chrono::seconds{15}, [&] { return accepted_.size() >= count; });
        return accepted_;
    }

  private:
    HttpAnswer answer(const HttpQuestion& question) {
        const std::lock_guard lock{mutex_};
        if (failures_-- > 0) return {.status = 503};
        accepted_.push_back(form_decode(question.target.substr(question.target.find('?') + 1)));
        changed_.notify_all();
        return {.status = 200,
                .fields = {{"Content-Type", "text/plain"}},
                .body = "this must not reach the phone"};
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    int failures_;
    std::vector<FormFields> accepted_;
    PlatformServer server_;
};

HttpAnswer send_sms(const Kannel& kannel, FormFields form) {
    form.insert(form.end(), {{"username", kannel.options().username},
                             {"password", kannel.options().password},
                             {"from", "10690001"},
                             {"to", kPhone}});
    return http_call({.url = kannel.base_url() + "/cgi-bin/sendsms?" + form_encode(form)});
}

FormFields chinese(const std::string& text) {
    return {{"text", text}, {"coding", "2"}, {"charset", "UTF-8"}};
}

TEST(Kannel, CarriesTextsBothWaysUnharmedAndRepeatsARefusedWebhook) {
    Service service{1};
    Kannel kannel{{.webhook_url = service.url(), .secret = "s3cret"}};

    kannel.say(kPhone, "5 & <fine> 100%+");
    ASSERT_THAT(service.wait_for(1), SizeIs(1)) << kannel.log();
    kannel.say(kPhone, "很满意😀\n第二行 é");
    const auto got = service.wait_for(2);
    ASSERT_THAT(got, SizeIs(2)) << kannel.log();
    EXPECT_EQ(field(got[0], "text"), "5 & <fine> 100%+");
    EXPECT_EQ(field(got[0], "from"), kPhone);
    EXPECT_EQ(field(got[0], "secret"), "s3cret");
    EXPECT_EQ(field(got[0], "smsc"), "fake");
    EXPECT_EQ(field(got[1], "text"), "很满意😀\n第二行 é");
    EXPECT_NE(field(got[0], "id"), field(got[1], "id"));

    std::string long_chinese;
    std::string long_english;
    for (int i = 0; i < 30; ++i) {
        long_chinese += "请问您满意吗？";
        long_english += "How was it? ";
    }
    for (const std::string& text : {std::string{"中"}, std::string{"您满意吗？1 很不满意"}, long_chinese})
        EXPECT_EQ(send_sms(kannel, chinese(text)).status, 202);
    EXPECT_EQ(send_sms(kannel, {{"text", "How was it? 5 = €/é"}}).status, 202);
    EXPECT_EQ(send_sms(kannel, {{"text", long_english}}).status, 202);

    EXPECT_THAT(kannel.wait_for_sms(kPhone, 5),
                ElementsAre("中", "您满意吗？1 很不满意", long_chinese, "How was it? 5 = €/é", long_english))
        << kannel.log();
    EXPECT_EQ(kannel.parts_sent(), 1U + 1U + 4U + 1U + 3U);
}

TEST(Kannel, ReportsDeliveryToTheUrlThatTheSenderNamed) {
    Service service{0};
    Kannel kannel{{.webhook_url = service.url(), .secret = "s"}};
    const std::string report_url = service.url() + "?secret=s&dlr=%d&number=42";
    const HttpAnswer sent = send_sms(kannel, {{"text", "hello"}, {"dlr-mask", "3"}, {"dlr-url", report_url}});
    ASSERT_EQ(sent.status, 202) << sent.body << kannel.log();
    const auto got = service.wait_for(1);
    ASSERT_THAT(got, SizeIs(1)) << kannel.log();
    EXPECT_EQ(field(got[0], "dlr"), "1");
    EXPECT_EQ(field(got[0], "number"), "42");
}

}  // namespace
}  // namespace askwell::test
