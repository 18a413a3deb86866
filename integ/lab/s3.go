//go:build linux

package lab

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"strings"
	"time"
)

// s3Server answers as Amazon S3 does, as far as it needs to be seen that it was reached.
type s3Server struct {
	domain      string // of the usual names
	certificate tls.Certificate
}

// newS3 makes an S3 with a certificate for the names that AWS's has.
func newS3(n *Network) (*s3Server, error) {
	names := []string{n.s3Domain(), "*." + n.s3Domain()}
	for _, e := range all[*endpoint](n) {
		for _, own := range e.names() {
			for _, prefix := range []string{"bucket.", "*.bucket.", "*.accesspoint.", "*.control."} {
				names = append(names, prefix+own)
			}
		}
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	// It signs itself, so clients trust it as its own authority.
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "*." + n.s3Domain()}, DNSNames: names, IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return nil, err
	}
	return &s3Server{domain: n.s3Domain(), certificate: tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}}, nil
}

// trust is the configuration of a client that trusts the certificate.
func (s *s3Server) trust() *tls.Config {
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(s.certificatePem())
	return &tls.Config{RootCAs: pool}
}

// certificatePem is what programs read the certificate from.
func (s *s3Server) certificatePem() []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.certificate.Certificate[0]})
}

// answer answers one request. It returns what it saw of it: neither a host nor a status if the client turned away before it
// asked, as it does from a certificate for other names.
func (s *s3Server) answer(c net.Conn, seen Witness) Witness {
	conn := tls.Server(c, &tls.Config{Certificates: []tls.Certificate{s.certificate}})
	request, err := http.ReadRequest(bufio.NewReader(conn))
	if err != nil {
		return seen
	}
	answer := &http.Response{
		StatusCode: http.StatusOK, ProtoMajor: 1, ProtoMinor: 1, Request: request, Close: true,
		Header: http.Header{"Content-Type": {"application/xml"}},
	}
	body := fmt.Sprintf("<ListBucketResult><Name>%s</Name><KeyCount>0</KeyCount></ListBucketResult>", s.bucket(request))
	if request.Header.Get("Authorization") == "" {
		answer.StatusCode, body = http.StatusForbidden, "<Error><Code>AccessDenied</Code></Error>"
	}
	answer.Body, answer.ContentLength = io.NopCloser(strings.NewReader(body)), int64(len(body))
	if answer.Write(conn) == nil {
		seen.Host, seen.Status = request.Host, answer.StatusCode
	}
	_ = conn.CloseWrite()
	return seen
}

// bucket is what a request names: before the host's own name, or else in the path.
func (s *s3Server) bucket(request *http.Request) string {
	for _, host := range []string{".bucket.vpce-", "." + s.domain} {
		if before, _, found := strings.Cut(request.Host, host); found && !strings.HasPrefix(request.Host, "bucket.vpce-") {
			return before
		}
	}
	bucket, _, _ := strings.Cut(strings.TrimPrefix(request.URL.Path, "/"), "/")
	return bucket
}
