@echo off
rem Runs the dither command line with the jars in lib beside this folder.
rem JAVA_HOME         the Java to run, 17 or later; without it the first java of PATH
rem DITHER_JAVA_OPTS  options of Java, such as -Xmx8g
rem DITHER_CLASSPATH  jars that come before all others
setlocal
set "LIB=%~dp0..\lib"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
if not defined DITHER_JAVA_OPTS set "DITHER_JAVA_OPTS=-XX:+UseSerialGC"
set "JARS=%LIB%\core\*;%LIB%\ortools-win32-x86-64\*;%LIB%\parquet\*;%LIB%\trees\*;%LIB%\maps\*"
if defined DITHER_CLASSPATH set "JARS=%DITHER_CLASSPATH%;%JARS%"
"%JAVA%" -Xlog:disable -Xshare:auto --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true -Dguice_bytecode_gen_option=DISABLED %DITHER_JAVA_OPTS% -cp "%JARS%" io.dither.experiments.Dither %*
exit /b %ERRORLEVEL%
