#include "storage/redis_cluster.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <map>
#include <optional>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "storage/redis_poll.h"
#include "storage/redis_slots.h"

namespace askwell::storage {

namespace asio = boost::asio;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;
using NodePtr = std::shared_ptr<RedisConnection>;

namespace {

/// Enough for a slot that moves while its old owner fails over; more is a cluster at odds with itself.
constexpr int kMaxRedirects = 5;

}  // namespace

class RedisCluster::Impl : public std::enable_shared_from_this<Impl> {
  public:
    Impl(asio::any_io_executor executor, RedisOptions options)
        : executor_(std::move(executor)),
          options_(std::move(options)),
          pause_timer_(executor_),
          refreshed_(executor_) {
        refreshed_.expires_at(Clock::time_point::max());
    }

    static asio::awaitable<Result<RedisReply>> command(std::shared_ptr<Impl> self, std::uint16_t slot,
                                                       RedisCommand command, Sending how);
    static asio::awaitable<Result<std::vector<std::vector<RedisReply>>>> ask_masters(
        std::shared_ptr<Impl> self, std::vector<RedisCommand> questions);
    void close();
    RedisStatistics statistics() const;
    std::uint64_t refreshes() const { return refreshes_; }

  private:
    asio::awaitable<std::optional<RedisAddress>> find_owner(std::uint16_t slot);
    NodePtr node(const RedisAddress& address);
    RedisOptions options_for(const RedisAddress& address) const;

    void refresh_soon();
    static asio::awaitable<void> refresh(std::shared_ptr<Impl> self);
    asio::awaitable<Result<SlotMap>> read_map();
    void use(SlotMap map);

    asio::any_io_executor executor_;
    RedisOptions options_;
    SlotMap map_;
    std::map<RedisAddress, NodePtr> nodes_;
    RedisPeers probes_;        ///< the connections of the refresh under way
    RedisStatistics retired_;  ///< of nodes that are masters no more
    asio::steady_timer pause_timer_;
    asio::steady_timer refreshed_;  ///< cancelled after each refresh: wakes who needs the map
    Clock::time_point next_refresh_;
    StoreErrc map_failure_ = StoreErrc::unavailable;  ///< why the last refresh brought nothing
    std::uint64_t refreshes_ = 0;
    bool refreshing_ = false;
    bool closed_ = false;
};

// ---- commands ----

asio::awaitable<Result<RedisReply>> RedisCluster::Impl::command(std::shared_ptr<Impl> self,
                                                                std::uint16_t slot, RedisCommand command,
                                                                Sending how) {
    const auto end = Clock::now() + self->options_.command_timeout;
    std::optional<RedisAddress> target = co_await self->find_owner(slot);
    if (!target) co_return self->map_failure_;
    for (int redirects = 0; redirects <= kMaxRedirects && !self->closed_; ++redirects) {
        // Held here: a node that leaves the map meanwhile still finishes what it was given.
        const NodePtr node = self->node(*target);
        Result<RedisReply> reply = co_await send_command(*node, command, how);
        if (!reply) {
            self->refresh_soon();
            co_return reply;
        }
        const auto redirect = parse_redirect(*reply, *target);
        if (!redirect) {
            if (reply->is_error() && reply->text.starts_with("CLUSTERDOWN")) self->refresh_soon();
            co_return reply;
        }
        if (redirect->kind == Redirect::Kind::moved) {
            self->map_.assign(slot, redirect->address);
            self->refresh_soon();
        }
        how.asking = redirect->kind == Redirect::Kind::ask;
        target = redirect->address;
        if (Clock::now() > end) break;
    }
    co_return StoreErrc::unavailable;
}

asio::awaitable<Result<std::vector<std::vector<RedisReply>>>> RedisCluster::Impl::ask_masters(
    std::shared_ptr<Impl> self, std::vector<RedisCommand> questions) {
    std::vector<RedisAddress> masters;
    for (std::uint16_t slot = 0; slot < kSlots; ++slot) {
        auto owner = self->map_.owner(slot);
        if (!owner) owner = co_await self->find_owner(slot);
        if (!owner) co_return self->map_failure_;
        if (std::ranges::find(masters, *owner) == masters.end()) masters.push_back(std::move(*owner));
    }
    std::vector<std::vector<RedisReply>> replies;
    for (const RedisAddress& master : masters) {
        const NodePtr node = self->node(master);
        Result<RedisReply> reply = co_await node->together(questions, IfLost::repeat);
        if (!reply) {
            self->refresh_soon();
            co_return reply.error();
        }
        replies.push_back(std::move(reply->elements));
    }
    co_return replies;
}

/// The owner by the map, which is read first when it does not say.
asio::awaitable<std::optional<RedisAddress>> RedisCluster::Impl::find_owner(std::uint16_t slot) {
    auto owner = map_.owner(slot);
    if (owner || closed_) co_return owner;
    refresh_soon();
    error_code woken;
    if (refreshing_) co_await refreshed_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    co_return map_.owner(slot);
}

NodePtr RedisCluster::Impl::node(const RedisAddress& address) {
    NodePtr& node = nodes_[address];
    if (!node) node = std::make_shared<RedisConnection>(executor_, options_for(address));
    return node;
}

RedisOptions RedisCluster::Impl::options_for(const RedisAddress& address) const {
    RedisOptions options = options_;
    options.server = address;
    return options;
}

void RedisCluster::Impl::close() {
    closed_ = true;
    for (const auto& [address, node] : nodes_) node->close();
    for (const NodePtr& probe : probes_) probe->close();
    pause_timer_.cancel();
    refreshed_.cancel();
}

RedisStatistics RedisCluster::Impl::statistics() const {
    RedisStatistics sum = retired_;
    for (const auto& [address, node] : nodes_) sum += node->statistics();
    return sum;
}

// ---- the map ----

/// Reads the map once for everybody who finds it wrong at the same time, and not too often.
void RedisCluster::Impl::refresh_soon() {
    if (refreshing_ || closed_) return;
    refreshing_ = true;
    asio::co_spawn(executor_, refresh(shared_from_this()), [](std::exception_ptr bug) {
        if (bug) std::rethrow_exception(bug);  // out of the loop's run(): for its edge to log
    });
}

asio::awaitable<void> RedisCluster::Impl::refresh(std::shared_ptr<Impl> self) {
    if (Clock::now() < self->next_refresh_) {
        self->pause_timer_.expires_at(self->next_refresh_);
        error_code cancelled;
        co_await self->pause_timer_.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
    }
    if (!self->closed_) {
        Result<SlotMap> map = co_await self->read_map();
        if (map) self->use(std::move(*map));
        self->map_failure_ = !map && is_for_staff(map.error()) ? static_cast<StoreErrc>(map.error().value())
                                                               : StoreErrc::unavailable;
    }
    self->next_refresh_ = Clock::now() + self->options_.backoff_first;
    self->refreshing_ = false;
    self->refreshed_.cancel();
}

/// By connections of their own: the usual ones may be waiting for the node that has just failed.
asio::awaitable<Result<SlotMap>> RedisCluster::Impl::read_map() {
    ++refreshes_;
    std::vector<RedisAddress> asked = map_.masters();
    for (const RedisAddress& seed : options_.seeds) {
        if (std::ranges::find(asked, seed) == asked.end()) asked.push_back(seed);
    }
    for (const RedisAddress& address : asked) {
        probes_.push_back(std::make_shared<RedisConnection>(executor_, options_for(address)));
    }
    std::vector<RedisCommand> question{{"CLUSTER", "SLOTS"}};
    const auto answers = co_await ask_peers(executor_, probes_, std::move(question), 1);
    for (const NodePtr& probe : std::exchange(probes_, {})) probe->close();
    if (!answers) co_return answers.error();
    const PeerAnswer& first = answers->front();
    co_return SlotMap::parse(first.replies.front(), asked[first.peer]);
}

void RedisCluster::Impl::use(SlotMap map) {
    map_ = std::move(map);
    std::erase_if(nodes_, [this](const auto& entry) {
        if (std::ranges::find(map_.masters(), entry.first) != map_.masters().end()) return false;
        retired_ += entry.second->statistics();
        return true;
    });
}

// ---- the public face ----

RedisCluster::RedisCluster(asio::any_io_executor executor, RedisOptions options)
    : impl_(std::make_shared<Impl>(std::move(executor), std::move(options))) {}

RedisCluster::~RedisCluster() {
    impl_->close();
}

asio::awaitable<Result<RedisReply>> RedisCluster::command(std::string_view key, const RedisCommand& command,
                                                          Sending how) {
    return Impl::command(impl_, key_slot(key), command, how);
}

asio::awaitable<Result<std::vector<std::vector<RedisReply>>>> RedisCluster::ask_masters(
    std::vector<RedisCommand> questions) {
    return Impl::ask_masters(impl_, std::move(questions));
}

RedisStatistics RedisCluster::statistics() const {
    return impl_->statistics();
}

std::uint64_t RedisCluster::refreshes() const {
    return impl_->refreshes();
}

}  // namespace askwell::storage
