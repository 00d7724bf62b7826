#include "tests/chaos/crowd.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace askwell::chaos {

namespace {

/// By less the clocks of a platform and the service may differ: words that the platform brings late are then
/// an answer to a question that was asked just after they were said, in another survey, too.
constexpr std::chrono::milliseconds kShortestRest{3'000};

}  // namespace

Crowd::Crowd(Dice dice, std::size_t size, std::uint64_t first, std::chrono::milliseconds think,
             Recorder& recorder, Courier& courier)
    : dice_(dice), think_(think), recorder_(recorder), courier_(courier), size_(size), next_(first) {}

void Crowd::add_customer() {
    const std::uint64_t number = next_++;
    // Numbers that the United Kingdom keeps for drama, and longer than they are.
    std::string phone = fmt::format("+44770090{:06}", number);
    Customer customer{dice_.of(phone), number, phone, think_};
    begin_when_rested(customers_.emplace(std::move(phone), std::move(customer)).first->second);
}

void Crowd::open() {
    const std::lock_guard lock{mutex_};
    open_ = true;
    for (std::size_t i = 0; i < size_; ++i) add_customer();
}

void Crowd::close() {
    const std::lock_guard lock{mutex_};
    open_ = false;
}

// The caller holds the mutex.
void Crowd::begin_when_rested(Customer& customer) {
    if (!open_ || !customer.resting()) return;
    const std::string phone = customer.phone();
    const std::string talk = customer.begin();
    const auto wait = std::chrono::milliseconds{dice_.between(0, 4 * think_.count(), "rest/" + talk)};
    timetable_.after(std::max(wait, kShortestRest), [this, phone, talk] {
        courier_.offer(talk, phone, [this, phone, talk](const std::string& status) {
            // A clock that was set back makes the survey before look as if it were to come.
            if (status == "refused too_soon") return refused(phone, talk);
            const bool begun =
                status == "accepted " || status == "duplicate " || status == "refused duplicate_event";
            if (!begun) recorder_.refused(talk, status);
            recorder_.begun({recorder_.now(), phone, talk});
        });
    });
}

void Crowd::refused(const std::string& phone, const std::string& talk) {
    const std::lock_guard lock{mutex_};
    Customer& customer = customers_.at(phone);
    customer.refused(talk);
    begin_when_rested(customer);
}

void Crowd::hear(const std::string& phone, const std::string& text) {
    const std::lock_guard lock{mutex_};
    const auto found = customers_.find(phone);
    if (found == customers_.end()) return;  // the history shows it
    Customer& customer = found->second;
    schedule(phone, customer.hear(text));
    begin_when_rested(customer);
}

// The caller holds the mutex.
void Crowd::schedule(const std::string& phone, std::vector<Speech> speeches) {
    for (Speech& speech : speeches) {
        const auto after = speech.after;
        timetable_.after(after, [this, phone, speech = std::move(speech)] { say(phone, speech); });
    }
}

void Crowd::say(const std::string& phone, const Speech& speech) {
    std::unique_lock lock{mutex_};
    Customer& customer = customers_.at(phone);
    if (!customer.speak(speech)) return;
    Said said;
    said.at = recorder_.now();
    said.phone = phone;
    said.talk = speech.talk;
    said.message = fmt::format("m-{}-{}", phone.substr(1), ++spoken_);
    said.question = speech.question;
    said.text = speech.text;
    said.score = speech.score;
    said.correction = speech.correction;
    said.stop = speech.stop;
    said.one_breath = speech.one_breath;
    said.expects_word = speech.expects_word;
    const std::string message = said.message;
    recorder_.said(std::move(said));
    courier_.deliver(message, phone, speech.text, [this, phone, speech] {
        const std::lock_guard again{mutex_};
        schedule(phone, customers_.at(phone).not_delivered(speech));
    });
    // Who opted out is asked no more: somebody else takes the place.
    if (speech.stop && open_) add_customer();
}

void Crowd::say_afterthoughts() {
    const std::lock_guard lock{mutex_};
    for (auto& [phone, customer] : customers_) schedule(phone, customer.afterthought());
}

bool Crowd::quiet() const {
    const std::lock_guard lock{mutex_};
    return timetable_.open() == 0 && courier_.open() == 0 &&
           std::none_of(customers_.begin(), customers_.end(),
                        [](const auto& each) { return each.second.waiting(); });
}

std::vector<std::string> Crowd::waiting() const {
    const std::lock_guard lock{mutex_};
    std::vector<std::string> names;
    for (const auto& [phone, customer] : customers_) {
        if (customer.waiting()) names.push_back(phone + " " + customer.talk());
    }
    return names;
}

std::uint64_t Crowd::next_number() const {
    const std::lock_guard lock{mutex_};
    return next_;
}

}  // namespace askwell::chaos
