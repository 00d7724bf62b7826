// All customers of a run: begins their surveys, shows them what arrives, and says what they say. Thread-safe.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "tests/chaos/courier.h"
#include "tests/chaos/customer.h"
#include "tests/chaos/recorder.h"
#include "tests/chaos/timetable.h"

namespace askwell::chaos {

class Crowd {
  public:
    /// `first` numbers the customers of this crowd, so that no two crowds of a run share a phone.
    Crowd(Dice dice, std::size_t size, std::uint64_t first, std::chrono::milliseconds think,
          Recorder& recorder, Courier& courier);
    /// Customers begin surveys as long as the crowd is open.
    void open();
    void close();

    /// A message that `phone` had not shown before.
    void hear(const std::string& phone, const std::string& text);
    /// Those who never answered say something, long afterwards.
    void say_afterthoughts();

    /// Everybody heard what they wait for, and nothing is about to be said.
    bool quiet() const;
    /// Who waits for a word of the service, as "phone talk".
    std::vector<std::string> waiting() const;
    /// The number that the next crowd may begin with.
    std::uint64_t next_number() const;

  private:
    void add_customer();
    void begin_when_rested(Customer& customer);
    void refused(const std::string& phone, const std::string& talk);
    void schedule(const std::string& phone, std::vector<Speech> speeches);
    void say(const std::string& phone, const Speech& speech);

    Dice dice_;
    std::chrono::milliseconds think_;
    Recorder& recorder_;
    Courier& courier_;
    mutable std::mutex mutex_;
    std::map<std::string, Customer> customers_;
    std::size_t size_;
    std::uint64_t next_;
    std::uint64_t spoken_ = 0;
    bool open_ = false;
    Timetable timetable_{2};  ///< last: its threads end first
};

}  // namespace askwell::chaos
