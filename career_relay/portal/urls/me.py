from django.urls import URLPattern, path

from career_relay.portal.views import consent, entrance, me, mydata, passport

urlpatterns: list[URLPattern] = [
    path("me/", me.home, name="home"),
    path("me/results/<uuid:public_id>", me.result, name="result"),
    path("me/results/<uuid:public_id>/helpful", me.helpful, name="helpful"),
    path("me/results/<uuid:public_id>/survey", me.survey, name="survey"),
    path("me/results/<uuid:public_id>/erase", me.erase, name="erase"),
    path("me/passport", passport.passport, name="passport"),
    path("me/passport/preview", passport.preview, name="passport_preview"),
    path("me/passport/confirm", passport.confirm, name="passport_confirm"),
    path("me/consent", consent.consent, name="consent"),
    path("me/consent/summary", consent.summary, name="consent_summary"),
    path("me/consent/decline", consent.decline, name="decline"),
    path("me/data", mydata.mydata, name="mydata"),
    path("me/data/withdraw/<uuid:public_id>", mydata.withdraw, name="withdraw"),
    path("me/data/withdraw", mydata.withdraw_all, name="withdraw_all"),
    path("me/data/erase", mydata.erase_all, name="erase_all"),
    path("me/data/pause", mydata.pause, name="pause"),
    path("me/data/resume", mydata.resume, name="resume"),
    path("me/data/block", mydata.block, name="block"),
    path("me/data/block/<uuid:public_id>/remove", mydata.unblock, name="unblock"),
    path("me/leave", entrance.leave, name="leave"),
]
