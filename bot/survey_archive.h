// The versions of surveys that conversations run on, kept where the conversations are: whoever goes on with a
// conversation asks what its customer was asked from the beginning, after restarts, on other replicas, and
// whatever has become of the file. Thread rule: one object per worker, on its executor.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <boost/asio/awaitable.hpp>

#include "bot/environment.h"
#include "flows/conversation.h"
#include "flows/survey.h"
#include "storage/result.h"

namespace askwell::bot {

class SurveyArchive {
  public:
    using Version = std::pair<std::string, std::string>;  ///< a survey's id and version

    explicit SurveyArchive(WorkerEnvironment environment) : environment_(std::move(environment)) {}

    /// The version that the contact's conversation is on, when `known` has it not.
    static std::optional<Version> missing(const flows::Catalog& known, const flows::ContactState& state);

    /// `known` and `version`, from the store; null when that version was never kept. Errors: the store's;
    /// `corrupt` when what is kept cannot be read: to go on with another version would take answers for those
    /// to other questions.
    boost::asio::awaitable<storage::Result<std::shared_ptr<const flows::Catalog>>> with(
        const flows::Catalog* known, Version version);

    /// The version that the contact's running conversation is on, when it is to be kept before that
    /// conversation is committed: once a day and version.
    std::optional<Version> unkept(const flows::ContactState& state) const;

    /// Keeps `version`, where its text is known, for longer than a conversation lasts. Errors: the store's.
    boost::asio::awaitable<storage::Result<void>> keep(Version version);

  private:
    struct Fetched {
        flows::SurveyPtr survey;
        std::string source;
    };
    boost::asio::awaitable<storage::Result<flows::SurveyPtr>> fetch(Version version);
    const std::string* source_of(const Version& version) const;

    WorkerEnvironment environment_;
    std::map<Version, flows::TimePoint> kept_;  ///< when this worker kept it last
    std::map<Version, Fetched> fetched_;
    std::map<Version, flows::TimePoint> not_found_;  ///< when it was looked for last
};

}  // namespace askwell::bot
