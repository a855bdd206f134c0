/** The commands and their arguments: wiring and exit codes, no logic of their own. */
@NullMarked
package io.policap.cli.command;

import org.jspecify.annotations.NullMarked;
