@echo off
rem Runs the dither command line with the jars in lib beside this folder. Arguments with blanks or special characters need double quotes.
rem JAVA_HOME         the Java to run, 17 or later; without it the first java of PATH
rem DITHER_JAVA_OPTS  options of Java, such as -Xmx8g
rem DITHER_CLASSPATH  jars that come before all others
setlocal
set "JAVA="
for %%J in (java.exe) do set "JAVA=%%~$PATH:J"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java.exe"
if not defined JAVA (
    echo dither: no java was found. Maybe install Java 17 or later, or set JAVA_HOME. 1>&2
    exit /b 5
)
if not defined DITHER_JAVA_OPTS set "DITHER_JAVA_OPTS=-XX:+UseSerialGC"
set "JARS=%~dp0..\lib"
set "JARS=%JARS%\core\*;%JARS%\ortools-win32-x86-64\*;%JARS%\parquet\*;%JARS%\trees\*;%JARS%\maps\*"
if defined DITHER_CLASSPATH set "JARS=%DITHER_CLASSPATH%;%JARS%"
"%JAVA%" -Xlog:disable -Xshare:auto --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true -Dguice_bytecode_gen_option=DISABLED %DITHER_JAVA_OPTS% -cp "%JARS%" io.dither.experiments.Dither %*
exit /b %ERRORLEVEL%
