# workbench: `make run` and `make test` work on a fresh Debian 12 with Swift 6.3 and nothing else.

PREFIX ?= $(HOME)/.local
SCRIPT ?= Scripts/brief.lua
ARTICLE ?= Examples/communique.txt
VERSION = $(shell sed -n 's/.*static let current = "\(.*\)".*/\1/p' Sources/Worker/Version.swift)

PACKAGES = liblua5.4-dev libsqlite3-dev zlib1g-dev libedit-dev pkg-config make
STATIC = .build/static-libraries
# The release binary carries Swift's runtime and these libraries with it, so that it runs where none of them is installed.
LIBRARIES = lua5.4 sqlite3 z edit bsd md tinfo
LIBRARY_PACKAGES = liblua5.4-dev libsqlite3-dev zlib1g-dev libedit-dev libbsd-dev libmd-dev libncurses-dev
# pkg-config names the folder of the static libraries before the system's, where the linker would take the shared ones.
RELEASE = PKG_CONFIG_PATH=$(CURDIR)/$(STATIC) swift build -c release --static-swift-stdlib --product workbench \
  -Xlinker --as-needed $(LIBRARIES:%=-Xlinker $(CURDIR)/$(STATIC)/lib%.a)
BINARY = .build/release/workbench
TEST = WORKBENCH_STRICT=1 swift test --disable-xctest --explicit-target-dependency-import-check error

.PHONY: run test test-asan lint format install dist dependencies release clean

run: release
	@$(BINARY) run $(SCRIPT) $(ARTICLE)

test: dependencies
	$(TEST)

# The bridge between Swift and Lua under the address sanitiser, in a build folder of its own.
test-asan: dependencies
	swift test --disable-xctest --sanitize=address --scratch-path .build-asan --filter LuaRuntimeTests

lint:
	swift format lint --strict -r Package.swift Sources Tests Benchmarks

format:
	swift format -i -r Package.swift Sources Tests Benchmarks

release: dependencies
	@mkdir -p $(STATIC)
	@for name in $(LIBRARIES); do \
	  ln -sf "$$(dpkg -L $(LIBRARY_PACKAGES) | grep "/lib$$name\.a$$")" $(STATIC)/lib$$name.a; \
	done
	@for name in lua5.4 zlib sqlite3; do \
	  sed 's|^libdir=.*|libdir=$(CURDIR)/$(STATIC)|' "$$(pkg-config --variable=pcfiledir $$name)/$$name.pc" \
	    > $(STATIC)/$$name.pc; \
	done
	$(RELEASE)

install: release
	Packaging/lay-out.sh $(BINARY) "$(DESTDIR)$(PREFIX)"

dist: release
	rm -rf dist/workbench-$(VERSION)
	Packaging/lay-out.sh $(BINARY) dist/workbench-$(VERSION)
	tar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -C dist \
	  -czf dist/workbench-$(VERSION)-$$(uname -m)-linux.tar.gz workbench-$(VERSION)
	@echo "dist/workbench-$(VERSION)-$$(uname -m)-linux.tar.gz"

# Installs only what is missing, and says what to do where it may not.
dependencies:
	@missing=""; \
	for package in $(PACKAGES); do \
	  dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q "ok installed" || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  sudo=""; \
	  if [ "$$(id -u)" != 0 ]; then sudo="sudo"; fi; \
	  if [ -n "$$sudo" ] && ! sudo -n true 2>/dev/null; then \
	    echo "workbench needs Debian packages that are not installed:$$missing"; \
	    echo "Ask an administrator to run: apt-get install$$missing"; \
	    exit 1; \
	  fi; \
	  echo "installing$$missing"; \
	  $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq $$missing; \
	fi

clean:
	rm -rf .build .build-asan dist
