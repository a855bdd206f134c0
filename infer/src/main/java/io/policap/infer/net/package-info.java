/** Addresses, prefixes, ports and protocols, as values. */
@NullMarked
package io.policap.infer.net;

import org.jspecify.annotations.NullMarked;
