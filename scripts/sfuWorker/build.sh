#!/usr/bin/env bash
# Builds mediasoup's worker from the sources in its npm package against the libraries of Debian 12, for machines on which
# neither the prebuilt worker nor the sources of its bundled libraries can be downloaded.
#   build.sh MEDIASOUP_PACKAGE OUTPUT_FILE
# Needs: g++ meson ninja-build pkg-config flatbuffers-compiler libflatbuffers-dev libabsl-dev libssl-dev libuv1-dev
# libsrtp2-dev libusrsctp-dev. About 90 s on two cores.
# Environment: JOBS (default: cores), OPT (compiler's optimisation, default 2).
set -euo pipefail
pkg=$(realpath "$1"); out=$(realpath -m "$2"); here=$(dirname "$(realpath "$0")")
for t in g++ meson ninja flatc pkg-config; do command -v $t >/dev/null || { echo "missing: $t" >&2; exit 1; }; done
work=$(mktemp -d "${TMPDIR:-/tmp}/ms-worker.XXXXXX"); trap 'rm -rf "$work"' EXIT
cp -r "$pkg/worker" "$work/worker"; cd "$work/worker"
[ -e subprojects/libsrtp3.wrap ] || { echo "no libsrtp3.wrap in $pkg/worker: not a mediasoup of 3.16.8 to 3.19.3" >&2; exit 1; }

# 1. Each bundled library becomes a stub subproject that names the system's.
rm -rf subprojects out build
stub() { mkdir -p "subprojects/$1"; { echo "project('$1', 'c', 'cpp')"; cat; } >"subprojects/$1/meson.build"; }
stub openssl <<'M'
openssl_dep = declare_dependency(dependencies: dependency('openssl'), include_directories: include_directories('include'))
libcrypto_lib = []
libssl_lib = []
M
stub libsrtp3 <<'M'
libsrtp3_dep = declare_dependency(dependencies: dependency('libsrtp2'), include_directories: include_directories('include'))
libsrtp3 = []
M
stub libuv <<'M'
libuv_dep = dependency('libuv')
libuv = []
M
stub usrsctp <<'M'
usrsctp_dep = dependency('usrsctp')
usrsctp = []
M
stub abseil-cpp <<'M'
absl_container_dep = declare_dependency(dependencies: [dependency('absl_flat_hash_map'), dependency('absl_flat_hash_set'),
  dependency('absl_btree'), dependency('absl_inlined_vector'), dependency('absl_memory')])
absl_strings_dep = dependency('absl_strings')
absl_types_dep = dependency('absl_optional')
absl_container_lib = []
M
stub flatbuffers <<'M'
flatbuffers_dep = declare_dependency()
flatbuffers_lib = []
M
stub catch2 <<'M'
catch2_dep = declare_dependency()
M
option() { echo "option('$2', type: 'string', value: '')" >>"subprojects/$1/meson_options.txt"; }
option libuv build_tests; option libuv build_benchmarks; option usrsctp sctp_build_programs
option libsrtp3 crypto-library; option libsrtp3 crypto-library-kdf; option libsrtp3 tests
mkdir -p subprojects/libsrtp3/include subprojects/openssl/include/openssl
cp "$here/shims/srtp.h" subprojects/libsrtp3/include/
cp "$here/shims/openssl/bio.h" subprojects/openssl/include/openssl/

# 2. Debian's meson is 1.0; the new SCTP stack is off by default (ms_sctp_stack), so don't compile it.
sed -i "s/meson_version: '[^']*'/meson_version: '>= 1.0.0'/; /^  'src\/RTC\/SCTP\//d" meson.build

# 3. Precompiled headers: most of the time would go into parsing the same ones in 168 files.
sed -i '1i #pragma once' include/RTC/Codecs/DependencyDescriptor.hpp # It lacks a guard.
mkdir -p pch deps/libwebrtc/pch
printf '#include "%s"\n' Logger.hpp MediaSoupErrors.hpp Utils.hpp RTC/Router.hpp RTC/WebRtcTransport.hpp >pch/pch.hpp
printf '#include "%s"\n' Logger.hpp modules/congestion_controller/goog_cc/goog_cc_network_control.h >deps/libwebrtc/pch/pch.hpp
sed -i "s/^  build_by_default: true,/&\n  cpp_pch: 'pch\/pch.hpp',/" meson.build
sed -i "s/^  libwebrtc_sources,/&\n  cpp_pch: 'pch\/pch.hpp',/" deps/libwebrtc/meson.build

meson setup -Ddebug=false -Doptimization="${OPT:-2}" -Db_ndebug=true -Dms_disable_liburing=true build
ninja -C build -j "${JOBS:-$(nproc)}" fbs/FBS
ninja -C build -j "${JOBS:-$(nproc)}" mediasoup-worker
mkdir -p "$(dirname "$out")"
install -s -m 755 build/mediasoup-worker "$out"
echo "built $out"
