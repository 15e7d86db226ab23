#!/bin/sh
# Set up this machine as a kiosk, from the folder in which this file lies:
#   sudo sh install.sh PROGRAM [CONTENT]   the program: what pip can install; the content: a folder or a git address
# It may be run again: it keeps /etc/kiosk/settings.yaml, and takes the other files from here.
# DESTDIR=FOLDER only puts the files below FOLDER, for a look at them.
set -eu
cd "$(dirname "$0")"
root=${DESTDIR:-}
[ "$root" ] || [ $# -gt 0 ] || { sed -n '2,5s/^# *//p' "$(basename "$0")" >&2; exit 2; }
[ "$root" ] || [ "$(id -u)" = 0 ] || { echo "this needs root: sudo sh install.sh" >&2; exit 1; }

put() { # file $1 at $2 with mode $3
  install -D -m "$3" "$1" "$root$2"
}

if [ -z "$root" ]; then
  apt-get update
  xargs apt-get install -y --no-install-recommends <packages.txt
fi
put kiosk.sysusers /etc/sysusers.d/kiosk.conf 644
put kiosk.service /etc/systemd/system/kiosk.service 644
put kiosk-screen.service /etc/systemd/system/kiosk-screen.service 644
put kiosk-check.service /etc/systemd/system/kiosk-check.service 644
put kiosk-policy.json /etc/chromium/policies/managed/kiosk.json 644
put kiosk-update /usr/local/sbin/kiosk-update 755
systemd-sysusers --root="$root/" kiosk.conf
[ -e "$root/etc/kiosk/settings.yaml" ] || put settings.yaml /etc/kiosk/settings.yaml 640
mkdir -p "$root/usr/local/bin"
ln -sfn /opt/kiosk/program/current/bin/kiosk "$root/usr/local/bin/kiosk"
if [ -e "$root/etc/cups/cupsd.conf" ]; then
  names=$(cut -d ' ' -f 1 cupsd.lines | paste -s -d '|')
  sed -i -E "/^[[:space:]]*($names)[[:space:]]/Id" "$root/etc/cups/cupsd.conf"
  cat cupsd.lines >>"$root/etc/cups/cupsd.conf"
fi
systemctl --root="$root/" enable kiosk.service kiosk-screen.service kiosk-check.service
systemctl --root="$root/" mask ctrl-alt-del.target
[ -z "$root" ] || exit 0

chgrp @user@ /etc/kiosk/settings.yaml
systemctl daemon-reload
systemctl set-default graphical.target
systemctl restart cups.service
KIOSK_RESTART='' kiosk-update --program "$1"
packed='from kiosk.content.languages import content_folder; print(content_folder())'
kiosk-update "${2:-$(/opt/kiosk/program/current/bin/python -c "$packed")}"
systemctl restart kiosk.service kiosk-screen.service kiosk-check.service
kiosk doctor --settings /etc/kiosk/settings.yaml --content /opt/kiosk/content/current
