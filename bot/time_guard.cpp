#include "bot/time_guard.h"

namespace askwell::bot {

namespace {

bool agree(flows::Duration one, flows::Duration other) {
    return std::chrono::abs(one - other) <= TimeGuard::kTolerance;
}

}  // namespace

bool TimeGuard::look(flows::TimePoint wall, Steady steady, std::optional<flows::TimePoint> other) {
    const flows::Duration counts = other.value_or(wall).time_since_epoch();
    const Offset offset = counts - std::chrono::duration_cast<flows::Duration>(steady.time_since_epoch());
    if (!believed_ || agree(offset, *believed_)) {
        believed_ = offset;  // follows a clock that is set right little by little
        doubt_.reset();
    } else if (!doubt_ || !agree(offset, doubt_->offset)) {
        doubt_ = Doubt{offset, steady};
    } else if (steady - doubt_->since >= kHeld) {
        believed_ = offset;
        doubt_.reset();
    }
    return !doubt_ && agree(wall.time_since_epoch(), counts);
}

}  // namespace askwell::bot
