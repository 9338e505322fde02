@echo off
rem Starts the dashboard on Windows: the same as `make run` elsewhere.
setlocal
cd /d "%~dp0"
title SOK-monitor
if "%PORT%"=="" set "PORT=8501"
set "VENV_PYTHON=.venv\Scripts\python.exe"

if exist "%VENV_PYTHON%" (
    "%VENV_PYTHON%" -c "import pip" >nul 2>nul && goto packages
)

set "PYTHON=py -3"
%PYTHON% -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && goto environment
set "PYTHON=python"
%PYTHON% -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && goto environment
echo.
echo Python 3.11 of nieuwer is niet gevonden op deze computer.
echo Installeer Python vanaf www.python.org en vink "Add python.exe to PATH" aan.
echo Start daarna dit bestand opnieuw.
goto failed

:environment
echo De map .venv wordt gemaakt ...
%PYTHON% -m venv --clear .venv
if errorlevel 1 (
    echo.
    echo De map .venv kon niet worden gemaakt. Mag u in deze map schrijven: %CD% ?
    goto failed
)

:packages
fc /b requirements.txt .venv\requirements-installed.txt >nul 2>nul && goto start
echo De onderdelen worden opgehaald. De eerste keer duurt dit een paar minuten ...
"%VENV_PYTHON%" -m pip install --quiet --disable-pip-version-check -r requirements.txt
if errorlevel 1 (
    echo.
    echo Het ophalen van de onderdelen is mislukt. Is er een internetverbinding?
    echo Start dit bestand opnieuw om het nog eens te proberen.
    goto failed
)
copy /y requirements.txt .venv\requirements-installed.txt >nul

:start
echo De SOK-monitor start op http://127.0.0.1:%PORT%
echo Laat dit venster open zolang u de monitor gebruikt. Stoppen: Ctrl+C.
"%VENV_PYTHON%" -m streamlit run dashboard.py --server.address 127.0.0.1 --server.port %PORT%
if errorlevel 1 (
    echo.
    echo De SOK-monitor is gestopt door een fout. De melding staat hierboven.
    echo Draait hij al in een ander venster? Open dan http://127.0.0.1:%PORT%
    goto failed
)
exit /b 0

:failed
echo.
pause
exit /b 1
