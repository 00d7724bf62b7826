// Values derived from another that no longer changes, made once and kept with it.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <typeindex>
#include <utility>

namespace askwell::flows {

/// Member of a value that is immutable once it is in use; keeps one derived value of each type beside it. A
/// copy starts empty, since a copy may be changed before it is used. Many threads may ask at once, and none
/// waits for another.
class Memo {
  public:
    Memo() = default;
    Memo(const Memo& /*other*/) noexcept {}
    Memo& operator=(const Memo& /*other*/) noexcept {
        clear();
        return *this;
    }
    ~Memo() { clear(); }

    /// The `T` that `make` returns, kept from the first call on; lives as long as this. `make` may ask for
    /// other types. Of two threads that make the same at once, both get the value that was kept first.
    template <typename T, typename Make>
    const T& of(const Make& make) const {
        const Entry* newest = newest_.load(std::memory_order_acquire);
        if (const Entry* known = find(newest, typeid(T))) return *static_cast<const T*>(known->value.get());
        auto entry = std::make_unique<Entry>(Entry{typeid(T), std::make_shared<const T>(make()), nullptr});
        newest = newest_.load(std::memory_order_acquire);
        do {
            if (const Entry* known = find(newest, typeid(T)))
                return *static_cast<const T*>(known->value.get());
            entry->before = newest;
        } while (!newest_.compare_exchange_weak(newest, entry.get(), std::memory_order_acq_rel));
        return *static_cast<const T*>(entry.release()->value.get());
    }

    /// How many values are kept.
    std::size_t size() const {
        std::size_t count = 0;
        for (const Entry* entry = newest_.load(); entry != nullptr; entry = entry->before) ++count;
        return count;
    }

  private:
    struct Entry {
        std::type_index type;
        std::shared_ptr<const void> value;
        const Entry* before;  ///< the one kept before it, owned by the memo as well
    };

    static const Entry* find(const Entry* newest, std::type_index type) {
        while (newest != nullptr && newest->type != type) newest = newest->before;
        return newest;
    }

    void clear() noexcept {
        const Entry* entry = newest_.exchange(nullptr);
        while (entry != nullptr) entry = std::unique_ptr<const Entry> {
                entry
            } -> before;
    }

    mutable std::atomic<const Entry*> newest_{nullptr};
};

}  // namespace askwell::flows
