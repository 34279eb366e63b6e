"""All that is read from the store for who asks. A filter tells the question, a plan is the question as SQL.

``some`` gives a page of an answer with the token to go on from, ``walk`` all of it by and by, ``count`` its rows:

    plan = planned(store, event_plan, EventFilter(type="ASSAULT", place="IRQ"))
    for event in walk(store, plan): ...
"""
