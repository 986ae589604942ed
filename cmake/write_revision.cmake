# Run at build time by Revision.cmake with SOURCE_DIR, VERSION, TEMPLATE and OUTPUT.
set(PROGRAM sim models cmake CMakeLists.txt)
set(REVISION "unknown")
find_program(GIT git)
if(GIT AND EXISTS ${SOURCE_DIR}/.git)
  execute_process(COMMAND ${GIT} log -1 --format=%H -- ${PROGRAM} WORKING_DIRECTORY ${SOURCE_DIR}
                  OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
  if(NOT failed AND commit)
    string(SUBSTRING ${commit} 0 12 REVISION)
    execute_process(COMMAND ${GIT} status --porcelain -- ${PROGRAM} WORKING_DIRECTORY ${SOURCE_DIR}
                    OUTPUT_VARIABLE changes OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
    if(changes)
      string(APPEND REVISION "-changed")
    endif()
  endif()
endif()
configure_file(${TEMPLATE} ${OUTPUT} @ONLY)
