/** What `ocs-sim init` writes: a scenario that shows the language by using it. */
export const STARTER = `# yaml-language-server: $schema=./scenario.schema.json
#
# A scenario: who there is (groups), what happens (steps), and what must hold (expect).
# Run it:  ocs-sim run first.yaml          Against your own system:  ocs-sim run first.yaml --target http://127.0.0.1:8080/

name: My first scenario
seed: 1                                   # same seed, same bytes

ocs:
  options:                                # the options of OCS, by their own names
    send-campaigngroup-states: true       # false by default: nothing would be sent
    campaigngroup-states-interval: 10     # seconds between periodic messages

groups:
  spring:                                 # what you do not name is made up from the seed
    campaign: Spring
    agents: 40
    callingLists: { East: 12000, West: 8000 }
    answerRate: 30%

steps:                                    # campaign time is virtual: two minutes pass in an instant
  - load: spring
  - start: spring
    mode: Predict
    optimizeBy: BusyFactor
    goal: 85
  - wait: 2m
  - changeMode: spring
    to: Progress
  - expect: { group: spring, event: dial mode changed, fields: { GSW_DIAL_MODE: Progress } }
  - wait: 1m
  - stop: spring
  - unload: spring                        # unloaded once the calls in progress have ended
  - waitUntil: { group: spring, state: NotLoaded, within: 10m }

expect:                                   # what must hold of the whole run
  - order: [loaded, started, dial mode changed, stopped, unloaded]
  - every: 10s                            # periodic messages, from loaded until unloaded
    after: loaded
    noneAfter: unloaded
  - fieldSets: all                        # each body carries what its event, state and release demand
  - attempts: exactly one                 # nothing was sent twice
  - lost: none                            # every POST was answered with 2xx
`;
