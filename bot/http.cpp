#include "bot/http.h"

#include <boost/beast/http/status.hpp>
#include <nlohmann/json.hpp>

namespace askwell::bot {

std::string_view HttpRequest::path() const {
    return std::string_view{target}.substr(0, target.find('?'));
}

std::string_view HttpRequest::query() const {
    const auto mark = target.find('?');
    return mark == std::string::npos ? std::string_view{} : std::string_view{target}.substr(mark + 1);
}

HttpResponse respond(int status, std::string content_type, std::string body) {
    return {status, {{"Content-Type", std::move(content_type)}}, std::move(body)};
}

HttpResponse problem(int status, std::string_view title, std::string_view detail) {
    const nlohmann::json body = {
        {"type", "about:blank"}, {"title", title}, {"status", status}, {"detail", detail}};
    return respond(status, "application/problem+json",
                   body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

std::string_view reason_phrase(int status) {
    const auto phrase =
        boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(static_cast<unsigned>(status)));
    return {phrase.data(), phrase.size()};
}

}  // namespace askwell::bot
