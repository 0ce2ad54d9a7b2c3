# Each goal installs what a bare Debian machine lacks, and says so; see scripts in .ci.
SWIFT ?= swift
DOCC ?= $(dir $(shell command -v $(SWIFT)))docc
RELEASE = .build/release/consilience
PREFIX ?= /usr/local
SOURCES = Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources Fuzzing/Package.swift Fuzzing/Sources

.PHONY: browser demo load test lint format bench docs fuzz install build check-imports help

help:
	@echo "make demo     build in release and run the example review"
	@echo "make test     run all tests"
	@echo "make browser  walk a review in Chromium and Firefox, check every page with axe, and the interface with schemathesis"
	@echo "make load     let 50 reviewers vote at once on 100,000 records, in every order, and kill the server"
	@echo "make lint     swift format (strict), public names documented, no undeclared import"
	@echo "make format   let swift format rewrite the sources"
	@echo "make bench    run the benchmarks in release"
	@echo "make docs     DocC pages of the library MetaAnalysis, in .build-docs/MetaAnalysis.doccarchive"
	@echo "make fuzz     feed every reader with 100,000 inputs made of real exports (libFuzzer)"
	@echo "make install  build a stripped binary with the Swift runtime inside, put it in PREFIX/bin"

demo: build
	@SWIFT="$(SWIFT)" .ci/demo $(RELEASE)

build:
	@.ci/prepare
	$(SWIFT) build -c release --product consilience

test:
	@.ci/prepare
	$(SWIFT) build --build-tests --explicit-target-dependency-import-check error
	$(SWIFT) test --skip-build

browser:
	@.ci/prepare
	$(SWIFT) build --product consilience
	@.ci/browser .build/debug/consilience

load: build
	@for order in imported random ranked; do \
		rm -rf .build/load && python3 Benchmarks/load/load.py $(RELEASE) --folder .build/load --order $$order || exit 1; \
	done
	@rm -rf .build/load && python3 Benchmarks/load/load.py $(RELEASE) --folder .build/load --kill-after 20

lint:
	$(SWIFT) format lint --strict -r -p $(SOURCES)

format:
	$(SWIFT) format -i -r -p $(SOURCES)

bench:
	@.ci/prepare
	cd Benchmarks && $(SWIFT) run -c release --scratch-path ../.build-benchmarks ConsilienceBenchmarks

docs:
	@.ci/prepare
	mkdir -p .build-docs/graph
	$(SWIFT) build --target MetaAnalysis --scratch-path .build-docs \
		-Xswiftc -emit-symbol-graph -Xswiftc -emit-symbol-graph-dir -Xswiftc .build-docs/graph
	find .build-docs/graph -type f ! -name "MetaAnalysis*" -delete
	$(DOCC) convert Sources/MetaAnalysis/MetaAnalysis.docc --analyze --warnings-as-errors \
		--fallback-display-name MetaAnalysis --fallback-bundle-identifier consilience.MetaAnalysis \
		--additional-symbol-graph-dir .build-docs/graph \
		--output-dir .build-docs/MetaAnalysis.doccarchive

install:
	@.ci/prepare
	$(SWIFT) build -c release --product consilience --static-swift-stdlib --scratch-path .build-static
	install -d $(PREFIX)/bin
	install -m 755 .build-static/release/consilience $(PREFIX)/bin/consilience
	strip $(PREFIX)/bin/consilience
	@ls -l $(PREFIX)/bin/consilience | awk '{printf "%s: %.1f MB\n", $$NF, $$5 / 1048576}'

fuzz:
	@.ci/prepare
	SWIFT="$(SWIFT)" Fuzzing/run
