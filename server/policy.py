"""The headers that every answer carries: what a page of ours may load, and who may frame it."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self';"
    " manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    # Not no-referrer: with it browsers call the origin of a form "null", and on plain HTTP that is all we have to
    # tell our own pages by. To other sites it tells nothing either.
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
# Over plain HTTP browsers ignore these, and say so in the console.
OVER_HTTPS = {"strict-transport-security": "max-age=31536000", "cross-origin-opener-policy": "same-origin"}

# By it `run` asks the server that it started how it is.
SET_UP_HEADER = "x-roomful-set-up"
