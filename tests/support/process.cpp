#include "tests/support/process.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <system_error>
#include <thread>
#include <utility>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace askwell::test {

namespace {

[[noreturn]] void fail(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

}  // namespace

std::uint16_t free_port() {
    // Below the kernel's ephemeral range, so that no outgoing connection takes a port between our look and
    // its use; started at a place that differs between test programs which run side by side.
    static std::atomic<std::uint32_t> next{static_cast<std::uint32_t>(::getpid()) * 37U};
    for (int tries = 0; tries < 20'000; ++tries) {
        const auto port = static_cast<std::uint16_t>(12'000 + next.fetch_add(1) % 20'000);
        const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (fd < 0) fail("socket");
        const sockaddr_in address = loopback(port);
        const bool is_free = ::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
        ::close(fd);
        if (is_free) return port;
    }
    throw std::runtime_error("no free port on 127.0.0.1");
}

bool is_listening(std::uint16_t port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0) return false;
    const sockaddr_in address = loopback(port);
    const bool connected = ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(fd);
    return connected;
}

TempDir::TempDir() {
    std::string pattern = (std::filesystem::temp_directory_path() / "askwell-test-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) fail("mkdtemp");
    path_ = pattern;
}

TempDir::~TempDir() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

void write_file(const std::filesystem::path& path, std::string_view text) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
}

std::string read_file(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

bool wait_until(const std::function<bool()>& done, std::chrono::milliseconds patience) {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (!done()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    return true;
}

ChildProcess::ChildProcess(std::vector<std::string> argv, Options options) {
    int pipe_fds[2] = {-1, -1};
    if (::pipe2(pipe_fds, O_CLOEXEC) != 0) fail("pipe");
    std::vector<char*> arguments;
    for (std::string& argument : argv) arguments.push_back(argument.data());
    arguments.push_back(nullptr);
    const pid_t parent = ::getpid();
    pid_ = ::fork();
    if (pid_ < 0) fail("fork");
    if (pid_ == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != parent) ::_exit(127);
        if (!options.working_directory.empty() && ::chdir(options.working_directory.c_str()) != 0)
            ::_exit(126);
        const std::string output = options.output.empty() ? "/dev/null" : options.output.string();
        const int out = ::open(output.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
        // A write beyond limit_files() shall fail, not end the program; a program inherits what is ignored.
        std::signal(SIGXFSZ, SIG_IGN);
        ::dup2(pipe_fds[0], 0);
        ::dup2(out, 1);
        ::dup2(out, 2);
        for (const auto& [name, value] : options.environment) ::setenv(name.c_str(), value.c_str(), 1);
        ::execvp(arguments[0], arguments.data());
        ::_exit(127);
    }
    ::close(pipe_fds[0]);
    std::signal(SIGPIPE, SIG_IGN);
    std::string_view rest = options.input;
    while (!rest.empty()) {
        const auto written = ::write(pipe_fds[1], rest.data(), rest.size());
        if (written <= 0) break;
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    ::close(pipe_fds[1]);
}

ChildProcess::~ChildProcess() {
    kill();
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)), status_(std::exchange(other.status_, -1)) {}

ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept {
    if (this != &other) {
        kill();
        pid_ = std::exchange(other.pid_, -1);
        status_ = std::exchange(other.status_, -1);
    }
    return *this;
}

bool ChildProcess::alive() {
    return pid_ > 0 && wait(std::chrono::milliseconds{0}) == -1;
}

void ChildProcess::signal(int number) const {
    if (pid_ > 0) ::kill(pid_, number);
}

void ChildProcess::limit_files(std::optional<std::uint64_t> bytes) const {
    rlimit limit{};
    if (pid_ <= 0 || ::prlimit(pid_, RLIMIT_FSIZE, nullptr, &limit) != 0) return;
    limit.rlim_cur = bytes ? std::min<rlim_t>(*bytes, limit.rlim_max) : limit.rlim_max;
    if (::prlimit(pid_, RLIMIT_FSIZE, &limit, nullptr) != 0) fail("prlimit");
}

void ChildProcess::kill() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    wait(std::chrono::seconds{30});
}

int ChildProcess::terminate(std::chrono::milliseconds patience) {
    signal(SIGTERM);
    const int status = wait(patience);
    if (status == -1) kill();
    return status;
}

int ChildProcess::wait(std::chrono::milliseconds patience) {
    if (pid_ <= 0) return status_;
    const auto ended = [this] {
        int raw = 0;
        if (::waitpid(pid_, &raw, WNOHANG) != pid_) return false;
        status_ = WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw);
        return true;
    };
    if (!wait_until(ended, patience)) return -1;
    pid_ = -1;
    return status_;
}

Finished run(std::vector<std::string> argv, std::string input, std::map<std::string, std::string> environment,
             std::chrono::milliseconds patience) {
    const TempDir folder;
    const auto output = folder.path() / "output";
    ChildProcess child(std::move(argv), {std::move(environment), output, {}, std::move(input)});
    const int status = child.wait(patience);
    return {status, read_file(output)};
}

std::string askwell_binary() {
    const char* const other = std::getenv("ASKWELL_BINARY");
    return other == nullptr ? ASKWELL_BINARY : other;
}

}  // namespace askwell::test
