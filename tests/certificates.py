"""Lines between the processes of a cluster, encrypted with a certificate of our own."""

import shutil
import subprocess

import pytest

needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")


def secured(folder):
    """Dask's settings for a line that is encrypted with a new certificate, which is kept in the folder."""
    from distributed import Security

    key, certificate = str(folder / "key.pem"), str(folder / "certificate.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=class",
         "-keyout", key, "-out", certificate], check=True, capture_output=True,
    )  # fmt: skip
    own = {f"tls_{who}_{what}": path for who in ("client", "scheduler", "worker")
           for what, path in (("key", key), ("cert", certificate))}  # fmt: skip
    return Security(tls_ca_file=certificate, require_encryption=True, **own)
