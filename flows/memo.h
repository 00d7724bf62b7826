// Values derived from another that no longer changes, made once and kept with it.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <typeindex>

namespace askwell::flows {

/// Member of a value that is immutable once it is in use; keeps one derived value of each type beside it. A
/// copy starts empty, since a copy may be changed before it is used. Thread-safe.
class Memo {
  public:
    Memo() = default;
    Memo(const Memo& /*other*/) noexcept {}
    Memo& operator=(const Memo& /*other*/) noexcept {
        kept_.clear();
        return *this;
    }
    ~Memo() = default;

    /// The `T` that `make` returns, kept from the first call on. Lives as long as this. `make` may ask for
    /// other types; of two threads that make the same at once, one value is kept.
    template <typename T, typename Make>
    const T& of(const Make& make) const {
        if (const T* known = find<T>()) return *known;
        auto made = std::make_shared<const T>(make());
        const std::scoped_lock lock{mutex_};
        return *static_cast<const T*>(kept_.try_emplace(typeid(T), std::move(made)).first->second.get());
    }

    /// How many values are kept.
    std::size_t size() const {
        const std::scoped_lock lock{mutex_};
        return kept_.size();
    }

  private:
    template <typename T>
    const T* find() const {
        const std::scoped_lock lock{mutex_};
        const auto known = kept_.find(typeid(T));
        return known == kept_.end() ? nullptr : static_cast<const T*>(known->second.get());
    }

    mutable std::mutex mutex_;
    mutable std::map<std::type_index, std::shared_ptr<const void>> kept_;
};

}  // namespace askwell::flows
