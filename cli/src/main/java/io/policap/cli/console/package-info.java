/** What a run tells its caller: lines that are safe on a terminal, JSON, and the exit code. */
@NullMarked
package io.policap.cli.console;

import org.jspecify.annotations.NullMarked;
