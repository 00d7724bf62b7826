// Nothing of its own: with it the headers that every test includes are compiled once (tests/CMakeLists.txt).
