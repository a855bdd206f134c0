/** Hubble's stream of flows, read for days from one or several servers, with every gap measured. */
@NullMarked
package io.policap.capture.hubble.collect;

import org.jspecify.annotations.NullMarked;
