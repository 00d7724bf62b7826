# Which compilers may build Askwell, how they are called, and what they warn about.
# Included before project(): prefers clang 19 when nobody chose a compiler.

if(NOT CMAKE_CXX_COMPILER AND NOT DEFINED ENV{CXX})
    find_program(ASKWELL_CLANG NAMES clang++-19)
    if(ASKWELL_CLANG)
        set(CMAKE_CXX_COMPILER "${ASKWELL_CLANG}" CACHE FILEPATH "C++ compiler")
        set(CMAKE_C_COMPILER clang-19 CACHE FILEPATH "C compiler")
    endif()
endif()

find_program(ASKWELL_CCACHE ccache)
if(ASKWELL_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER AND NOT DEFINED ENV{CMAKE_CXX_COMPILER_LAUNCHER})
    # (without these two ccache passes over what uses a precompiled header)
    set(CMAKE_CXX_COMPILER_LAUNCHER
        "${CMAKE_COMMAND};-E;env;CCACHE_SLOPPINESS=pch_defines,time_macros;${ASKWELL_CCACHE}"
        CACHE STRING "compiler launcher")
endif()

# Called after project(), when the compiler is known.
macro(askwell_check_compiler)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 14)
        message(FATAL_ERROR
            "g++ ${CMAKE_CXX_COMPILER_VERSION} miscompiles C++20 coroutines: `if (co_await f()) co_return 1; co_return 0;` "
            "crashes, and temporaries in an awaited expression are destroyed twice. Use clang 19 (apt-get install clang-19 "
            "lld-19) or g++ 14 or later.")
    endif()
    if(CMAKE_CXX_COMPILER_ID MATCHES "Clang" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 19)
        message(FATAL_ERROR "clang ${CMAKE_CXX_COMPILER_VERSION} is older than the one we test with. Use clang 19 or later, or g++ 14 or later.")
    endif()
endmacro()
