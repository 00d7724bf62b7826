#include "bot/circuit.h"

#include <algorithm>

namespace askwell::bot {

bool Circuit::allows(flows::TimePoint now) {
    if (!open()) return true;
    if (now < retry_at_) return false;
    retry_at_ = now + kTrial;  // others wait for what becomes of this one
    return true;
}

void Circuit::succeeded() {
    failures_ = 0;
    wait_ = kFirstWait;
}

void Circuit::failed(flows::TimePoint now) {
    const bool was_open = open();
    if (failures_ < kFailures) ++failures_;
    if (!open()) return;
    if (was_open) wait_ = std::min(kLongestWait, wait_ * 2);
    retry_at_ = now + wait_;
}

}  // namespace askwell::bot
