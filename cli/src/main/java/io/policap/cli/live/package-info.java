/** Runs that last until somebody ends them: by the clock, by a signal; what is done meanwhile. */
@NullMarked
package io.policap.cli.live;

import org.jspecify.annotations.NullMarked;
