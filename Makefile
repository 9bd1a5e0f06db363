# make run      the window on a demo office; without a screen: its sheets, papers and pictures in out/
# make test     the tests in a few minutes        make test-all  the long ones too
# make lint     ruff and mypy                     make format    mends what ruff can
# make bench    speed as ratios against a floor   make bundle    the program as one folder in dist/
# ARGS goes to pytest: make test ARGS="-k money"

BIN = .venv/bin
DEMO = out/demo

.PHONY: run test test-all bench bundle lint format set-up

run: set-up
	@mkdir -p out
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	  ls $(DEMO)/*.niangjia >/dev/null 2>&1 || $(BIN)/niangjia demo $(DEMO) > out/demo.txt || exit; \
	  cat out/demo.txt; \
	  NIANGJIA_PASSWORD=$$(sed 's/.*密码：//' out/demo.txt) $(BIN)/niangjia $(DEMO)/*.niangjia; \
	else \
	  echo "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set): the tour is made without a window."; \
	  QT_QPA_PLATFORM=offscreen $(BIN)/niangjia tour out && ls -R out; \
	fi

test: set-up
	@$(BIN)/python -m pytest -m "not long" $(ARGS)

test-all: set-up
	@$(BIN)/python -m pytest $(ARGS)

bench: set-up
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.benchmarks $(ARGS)

lint: set-up
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy

format: set-up
	@$(BIN)/ruff check --fix-only .
	@$(BIN)/ruff format .

bundle:
	@.ci/setup bundle
	@$(BIN)/pyinstaller --noconfirm --log-level WARN build.spec
	@dist/niangjia/niangjia check
	@QT_QPA_PLATFORM=offscreen dist/niangjia/niangjia tour build/tour
	@dist/niangjia/niangjia --version | grep -F "$$($(BIN)/python -c 'import desktop; print(desktop.__version__)')"

set-up:
	@.ci/setup
