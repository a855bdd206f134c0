/** The command line: wiring, progress and exit codes, no logic of its own. */
@NullMarked
package io.policap.cli;

import org.jspecify.annotations.NullMarked;
