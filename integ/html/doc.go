// Package html reads the pages of "privates3 paths --format html" in Chromium: networks of 1, 3, 30 and 300 VPCs, in dark and
// light, with the keyboard, without scripts, and with axe, which checks accessibility.
package html
