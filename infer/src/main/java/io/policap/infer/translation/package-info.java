/** What translated socket calls tell of services: which backends stand behind an address. */
@NullMarked
package io.policap.infer.translation;

import org.jspecify.annotations.NullMarked;
