/** Legs of one connection, seen at several places and before and after NAT, joined again. */
@NullMarked
package io.policap.capture.packet.join;

import org.jspecify.annotations.NullMarked;
