# Embeds text files into the binary, so that `askwell` is one file.
#
#   askwell_embed(TARGET NAMESPACE FILE...)
#
# For flows/catalog/csat.json in namespace askwell::flows::embedded it defines
# `extern const std::string_view csat_json;` in "flows/embedded.h" of the target's build folder.

function(askwell_embed target namespace)
    string(REGEX REPLACE "^askwell_" "" room ${target})
    set(header "${CMAKE_BINARY_DIR}/generated/${room}/embedded.h")
    set(source "${CMAKE_BINARY_DIR}/generated/${room}/embedded.cpp")
    set(declarations "")
    foreach(file ${ARGN})
        get_filename_component(name ${file} NAME)
        string(REGEX REPLACE "[^A-Za-z0-9]" "_" name ${name})
        string(APPEND declarations "extern const std::string_view ${name};\n")
        list(APPEND absolute "${CMAKE_CURRENT_SOURCE_DIR}/${file}")
    endforeach()
    file(CONFIGURE OUTPUT ${header} @ONLY CONTENT
"// Generated: the text files that are part of the binary.
#pragma once
#include <string_view>
namespace ${namespace} {
${declarations}}
")
    add_custom_command(
        OUTPUT ${source}
        COMMAND ${CMAKE_COMMAND} -DOUTPUT=${source} -DNAMESPACE=${namespace} -DROOM=${room}
                "-DFILES=${absolute}" -P ${CMAKE_SOURCE_DIR}/cmake/embed_files.cmake
        DEPENDS ${absolute} ${CMAKE_SOURCE_DIR}/cmake/embed_files.cmake
        VERBATIM)
    target_sources(${target} PRIVATE ${source})
    target_include_directories(${target} PRIVATE ${CMAKE_BINARY_DIR}/generated)
endfunction()
