#!/usr/bin/env bash
# Comments on the pull request $NUMBER how it changes the paths to S3, from one cloud assembly to another. There is at most one
# comment: later runs update it, and delete it if nothing changes any more.
set -euo pipefail
base=$1 head=$2
marker='<!-- privates3 diff -->'

body=$(mktemp)
trap 'rm -f "$body"' EXIT
changes=$(privates3 diff --format markdown "$base" "$head")
printf '%s\n%s\n' "$marker" "$changes" >"$body"

issues=repos/$GITHUB_REPOSITORY/issues
mine=".[] | select(.user.login == \"github-actions[bot]\" and (.body | startswith(\"$marker\"))) | .id"
id=$(gh api --paginate "$issues/$NUMBER/comments?per_page=100" --jq "$mine" | sed -n 1p)

case "${changes:+changes} ${id:+comment}" in
"changes comment") gh api --silent --method PATCH "$issues/comments/$id" -F "body=@$body" ;;
"changes ") gh api --silent --method POST "$issues/$NUMBER/comments" -F "body=@$body" ;;
" comment") gh api --silent --method DELETE "$issues/comments/$id" ;;
esac
