#include "bot/environment.h"

#include <exception>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "bot/log.h"

namespace askwell::bot {

namespace asio = boost::asio;

flows::Context context_for(const Config& config, const Channel& channel, std::string_view address,
                           flows::TimePoint now, flows::TimePoint received_at) {
    const adapters::Traits traits = channel.adapter->traits_for(address);
    flows::Context context;
    context.now = now;
    context.received_at = received_at;
    context.catalog = &config.catalog;
    context.sending_hours = config.sending_hours;
    context.start_survey = channel.survey;
    context.opt_out_letters = traits.opt_out_letters;
    context.default_time_zone = channel.time_zone.empty() ? config.time_zone : channel.time_zone;
    context.default_language = channel.language.empty() ? config.language : channel.language;
    context.reminder_after = config.reminder_after;
    context.expires_after = config.expires_after;
    context.cap_any_survey = config.cap_any_survey;
    context.cap_same_survey = config.cap_same_survey;
    context.screening_words = &config.screening_words;
    context.window = traits.window;
    context.budget = traits.budget;
    context.templates = traits.templates;
    context.template_invitation = traits.template_invitation;
    context.template_reminder = traits.template_reminder;
    return context;
}

void spawn(const asio::any_io_executor& executor, std::string_view what, asio::awaitable<void> work) {
    asio::co_spawn(executor, std::move(work), [what](const std::exception_ptr& thrown) {
        if (!thrown) return;
        try {
            std::rethrow_exception(thrown);
        } catch (const std::exception& bug) {
            log(LogLevel::error, "bug", {{"in", what}, {"what", bug.what()}});
        }
    });
}

asio::awaitable<void> pause(flows::Duration duration) {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer{executor, duration};
    boost::system::error_code stopped;  // the context stops: nothing to wait for any more
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, stopped));
}

}  // namespace askwell::bot
