"""Requests S3 by each name of the event, as any client in the subnet would, and reports the results.

The event is {"seconds": timeout of each step, "names": [{"name": kind of name, "url": an https URL}]}. The response has an
entry for each name. Requests are not signed: an HTTP status, even 403, shows that the request reached S3.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from urllib.parse import urlsplit

TLS = ssl.create_default_context()
NO_SUCH_NAME = (socket.EAI_NONAME, socket.EAI_NODATA)
OTHER_NAME = (62, 64)  # OpenSSL's X509_V_ERR_HOSTNAME_MISMATCH and X509_V_ERR_IP_ADDRESS_MISMATCH


def handler(event, context):
    return [request(name["name"], urlsplit(name["url"]), event["seconds"]) for name in event["names"]]


def request(name, url, seconds):
    answer = {"name": name, "host": url.hostname, "addresses": [], "result": "not sent", "status": 0, "error": ""}
    start = time.monotonic()
    try:
        answer["addresses"] = resolve(url.hostname)
        answer["dns"] = kind(answer["addresses"])
        answer["status"] = get(url, answer["addresses"][0], seconds)
        answer["result"] = "answered"
    except socket.gaierror as error:
        answer["dns"] = "no-such-name" if error.errno in NO_SUCH_NAME else "no-answer"
        answer["error"] = repr(error)
    except (OSError, http.client.HTTPException) as error:
        answer["result"] = failure(error)
        answer["error"] = repr(error)
    answer["milliseconds"] = round(1000 * (time.monotonic() - start))
    return answer


def resolve(host):
    found = socket.getaddrinfo(host, None, socket.AF_INET, socket.SOCK_STREAM)
    return [address for *_, (address, _) in found]


def kind(addresses):
    kinds = {"public-ip" if ipaddress.ip_address(a).is_global else "private-ip" for a in addresses}
    return " and ".join(sorted(kinds))


def get(url, address, seconds):
    """Returns the HTTP status. Only one address is tried, because timeouts of several would add up."""
    connection = http.client.HTTPSConnection(url.hostname, url.port, context=TLS)
    connection.sock = socket.create_connection((address, connection.port), seconds)
    try:
        connection.sock = TLS.wrap_socket(connection.sock, server_hostname=url.hostname)
        connection.request("GET", url.path or "/")
        return connection.getresponse().status
    finally:
        connection.close()


def failure(error):
    if isinstance(error, TimeoutError):
        return "timed out"
    if isinstance(error, ConnectionRefusedError):
        return "refused"
    if isinstance(error, ssl.SSLCertVerificationError) and error.verify_code in OTHER_NAME:
        return "certificate for another name"
    return "failed"
