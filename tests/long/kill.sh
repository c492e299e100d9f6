#!/usr/bin/env bash
# A thousand kill -9 at random moments, where the short test does forty.
ICSIM_KILLS=1000 exec bash "$(dirname "$0")/../program/kill.sh"
