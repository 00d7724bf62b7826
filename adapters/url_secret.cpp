#include "adapters/url_secret.h"

#include "adapters/answers.h"
#include "adapters/crypto.h"
#include "adapters/encoding.h"

namespace askwell::adapters {

namespace {

constexpr std::string_view kSetting = "url_secret";
constexpr std::size_t kShortest = 8;

}  // namespace

Setting url_secret_setting() {
    return {std::string{kSetting}, true, true,
            "the last segment of our webhook's URL, the only proof there is: long and random, of letters, "
            "digits and - . _ ~"};
}

std::string read_url_secret(SettingsReader& reader) {
    auto secret = reader.text(kSetting);
    if (secret.empty()) return secret;
    if (percent_encode(secret) != secret) {
        reader.error(kSetting, "has characters that a URL would change",
                     "use letters, digits and - . _ ~ only");
    } else if (secret.size() < kShortest) {
        reader.error(kSetting, "is too short to be a secret", "use 16 random letters and digits or more");
    }
    return secret;
}

std::optional<Received> refuse_without_url_secret(const WebhookRequest& request, std::string_view secret) {
    if (request.method != "POST") return rejected(Verdict::method, "not POST");
    if (!has_url_secret(request.target, secret)) {
        return rejected(Verdict::forged, "the URL's secret does not match");
    }
    if (request.body.size() > kMaxWebhookBody) return rejected(Verdict::malformed, "body too large");
    return std::nullopt;
}

bool has_url_secret(std::string_view target, std::string_view secret) {
    const auto path = target.substr(0, target.find('?'));
    const auto slash = path.rfind('/');
    return slash != std::string_view::npos && same_secret(secret, path.substr(slash + 1));
}

}  // namespace askwell::adapters
