/** A network that can be harmed. */
@NullMarked
package io.allyourbase.jobs.cli.faults.proxy;

import org.jspecify.annotations.NullMarked;
