/** Certificates and keys from PEM files, and whom a connection believes. */
@NullMarked
package io.policap.capture.hubble.access.tls;

import org.jspecify.annotations.NullMarked;
