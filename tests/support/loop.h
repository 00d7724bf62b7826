// A loop for tests that await: runs coroutines to their end on the calling thread.
#pragma once

#include <exception>
#include <optional>
#include <stdexcept>
#include <utility>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

namespace askwell::test {

class Loop {
  public:
    boost::asio::any_io_executor executor() { return context_.get_executor(); }
    boost::asio::io_context& context() { return context_; }

    /// Runs until `work` is done; returns what it returned and throws what it threw. T has a default value.
    template <typename T>
    T run(boost::asio::awaitable<T> work) {
        std::optional<T> result;
        std::exception_ptr failure;
        bool done = false;
        boost::asio::co_spawn(context_, std::move(work), [&](std::exception_ptr thrown, T value) {
            failure = thrown;
            result = std::move(value);
            done = true;
        });
        context_.restart();
        while (!done) {
            if (context_.run_one() == 0)
                throw std::logic_error("a coroutine waits for something that will never come");
        }
        if (failure) std::rethrow_exception(failure);
        return std::move(*result);
    }

  private:
    boost::asio::io_context context_;
};

}  // namespace askwell::test
