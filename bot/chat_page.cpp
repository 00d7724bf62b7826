#include "bot/chat_page.h"

#include <string>

#include "bot/embedded.h"

namespace askwell::bot {

namespace {

/// No inline script or style, nothing from elsewhere: an answer that found its way into the page as markup
/// could do nothing.
constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'";

HttpResponse asset(std::string_view type, std::string_view text) {
    HttpResponse response = respond(200, std::string{type} + "; charset=utf-8", std::string{text});
    response.headers.emplace_back("Content-Security-Policy", std::string{kPolicy});
    response.headers.emplace_back("Referrer-Policy", "no-referrer");
    response.headers.emplace_back("Cache-Control", "no-cache");
    return response;
}

}  // namespace

std::optional<HttpResponse> chat_asset(std::string_view path) {
    if (path == "/chat" || path == "/chat/") return asset("text/html", embedded::chat_html);
    if (path == "/chat/chat.css") return asset("text/css", embedded::chat_css);
    // Browsers ask for it on their own; there is none, and that is no error.
    if (path == "/favicon.ico") return HttpResponse{204, {}, {}};
    if (path == "/chat/chat.js") return asset("text/javascript", embedded::chat_js);
    return std::nullopt;
}

}  // namespace askwell::bot
