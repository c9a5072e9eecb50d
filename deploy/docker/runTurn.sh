#!/bin/sh
# coturn behind the NAT of the container engine: people outside are told the public address of the office. When that
# changes, coturn ends, and is started again with the new one.
set -eu
lookup_seconds=60

public_address() {
  if [ -n "${ATRIUM_PUBLIC_ADDRESS:-}" ]; then
    echo "$ATRIUM_PUBLIC_ADDRESS"
  else
    # Loopback is where names of this machine lead: nobody outside is helped by that.
    getent ahostsv4 "$ATRIUM_DOMAIN" | awk '$1 !~ /^127\./ { print $1; exit }' || true
  fi
}

public=$(public_address)
if [ -n "$public" ]; then
  set -- --external-ip="$public/$ATRIUM_NET.214.3"
  echo "TURN for $ATRIUM_DOMAIN at $public"
else
  set --
  echo "TURN: $ATRIUM_DOMAIN leads nowhere yet; people outside cannot be relayed to"
fi
turnserver -c /shared/turn/turnserver.conf "$@" &
coturn=$!
trap 'kill -TERM $coturn 2>/dev/null; wait $coturn; exit 0' TERM INT
while kill -0 $coturn 2>/dev/null; do
  sleep $lookup_seconds &
  wait $! || true
  now=$(public_address)
  if [ -n "$now" ] && [ "$now" != "$public" ]; then
    echo "TURN: $ATRIUM_DOMAIN leads to $now now"
    kill -TERM $coturn
  fi
done
wait $coturn
