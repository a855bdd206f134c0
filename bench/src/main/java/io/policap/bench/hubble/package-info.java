/** Load for clients of Hubble, a client to compare with, and a soak run of policap against a server that fails. */
@NullMarked
package io.policap.bench.hubble;

import org.jspecify.annotations.NullMarked;
