// The suspended caller of an operation that somebody else finishes: a completion handler of any type.
#pragma once

#include <functional>
#include <memory>
#include <utility>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/execution/outstanding_work.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>

namespace askwell::storage {

/// Keeps the caller's executor at work until it is answered. Move it, answer it once; from any thread.
template <typename T>
class Completion {
  public:
    template <typename Handler>
    Completion(const boost::asio::any_io_executor& executor, Handler handler)
        : executor_(boost::asio::prefer(executor, boost::asio::execution::outstanding_work.tracked)) {
        // std::function wants copies and handlers only move.
        auto shared = std::make_shared<Handler>(std::move(handler));
        resume_ = [shared = std::move(shared)](T value) { std::move (*shared)(std::move(value)); };
    }

    /// Resumes the caller from its executor's loop, never from inside this call.
    void answer(T value) {
        boost::asio::post(executor_, [resume = std::move(resume_), value = std::move(value)]() mutable {
            std::exchange(resume, nullptr)(std::move(value));
        });
    }

  private:
    boost::asio::any_io_executor executor_;
    std::function<void(T)> resume_;
};

}  // namespace askwell::storage
