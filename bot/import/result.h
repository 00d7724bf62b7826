// What an import hands back: the survey, and everything that is not in it as it was.
#pragma once

#include <string>
#include <vector>

namespace askwell::import {

/// One thing that the survey does not have as the other tool had it. All texts are for people.
struct Note {
    std::string where;   ///< "survey!C7" or a JSON pointer; "" for the form as a whole
    std::string what;    ///< the thing itself, in the other tool's words
    std::string why;     ///< why it could not stay, or what it has become
    std::string remedy;  ///< what to do by hand
};

struct Notes {
    std::vector<Note> dropped;  ///< is not in the survey
    std::vector<Note> added;    ///< the other tool has no such thing; a neutral text stands in for it
    std::vector<Note> changed;  ///< is in the survey in another form
    std::vector<Note> errors;   ///< why there is no survey
};

struct Imported {
    std::string survey;  ///< JSON in Askwell's format; "" when there are errors
    Notes notes;
};

/// What the importers are told beside the bytes.
struct ImportOptions {
    std::string id;    ///< the survey's id; "": the form's own, else `name`
    std::string name;  ///< what to call a form without a name: its file's name without folder and extension
};

}  // namespace askwell::import
