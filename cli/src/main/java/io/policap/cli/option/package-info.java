/** Commands, their options, and the values that a command line gives them. */
@NullMarked
package io.policap.cli.option;

import org.jspecify.annotations.NullMarked;
