#include "tests/support/chat_double.h"

#include <stdexcept>
#include <utility>

namespace askwell::test {

void ChatPhones::show(const std::string& who, ChatMessage message) {
    const std::lock_guard lock{mutex_};
    seen_[who].push_back(std::move(message));
    ++delivered_;
    arrived_.notify_all();
}

std::vector<ChatMessage> ChatPhones::messages(const std::string& who) const {
    return wait_for_messages(who, 0, milliseconds{0});
}

std::vector<ChatMessage> ChatPhones::wait_for_messages(const std::string& who, std::size_t count,
                                                       milliseconds patience) const {
    std::unique_lock lock{mutex_};
    const auto seen = [&] {
        const auto found = seen_.find(who);
        return found == seen_.end() ? std::vector<ChatMessage>{} : found->second;
    };
    arrived_.wait_for(lock, patience, [&] { return seen().size() >= count; });
    return seen();
}

ChatMessage ChatPhones::find_button(const std::string& who, std::string_view button) const {
    const auto seen = messages(who);
    for (auto message = seen.rbegin(); message != seen.rend(); ++message) {
        for (const ChatButton& shown : message->buttons) {
            if (shown.caption != button && shown.payload != button) continue;
            return {message->id, message->text, {shown}, message->way};
        }
    }
    throw std::out_of_range("the phone shows no button " + std::string{button});
}

std::uint64_t ChatPhones::delivered() const {
    const std::lock_guard lock{mutex_};
    return delivered_;
}

}  // namespace askwell::test
