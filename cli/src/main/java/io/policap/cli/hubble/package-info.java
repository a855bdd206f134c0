/** Learning from live Hubble servers: the run, its progress, and going on where an earlier one ended. */
@NullMarked
package io.policap.cli.hubble;

import org.jspecify.annotations.NullMarked;
